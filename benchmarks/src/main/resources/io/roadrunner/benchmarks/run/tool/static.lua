-- Each request asks for another of the 20 files.
local requests = {}
local next = 0

init = function(args)
    for i = 0, 19 do
        requests[i] = wrk.format("GET", string.format("/static/file-%02d.txt", i))
    end
end

request = function()
    next = (next + 1) % 20
    return requests[next]
end
