-- Of ten requests six ask for a line, three for a record, one for 64 KiB.
local requests = {}
local next = 0
local paths = { "/hello", "/json", "/hello", "/hello", "/json", "/hello", "/large", "/hello",
    "/json", "/hello" }

init = function(args)
    for i = 1, 10 do
        requests[i - 1] = wrk.format("GET", paths[i])
    end
end

request = function()
    next = (next + 1) % 10
    return requests[next]
end
