-- Every tenth request is the last one of its connection.
local usual, last
local count = 0

init = function(args)
    usual = wrk.format()
    wrk.headers["connection"] = "close"
    last = wrk.format()
end

request = function()
    count = count + 1
    return count % 10 == 0 and last or usual
end
