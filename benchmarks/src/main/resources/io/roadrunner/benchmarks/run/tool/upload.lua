wrk.method = "POST"
wrk.body = string.rep("0123456789abcdef", 20 * 65536)
wrk.headers["content-type"] = "application/octet-stream"
