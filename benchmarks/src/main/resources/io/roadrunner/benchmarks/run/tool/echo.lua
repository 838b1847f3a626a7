wrk.method = "POST"
wrk.body = string.rep("0123456789abcdef", 16)
wrk.headers["content-type"] = "text/plain"
