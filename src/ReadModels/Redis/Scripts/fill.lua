-- Fills under a lease. KEYS: value, floor, lease. ARGV: the lease, version, value ('' if too old for the generation), its milliseconds.
if redis.call('GET', KEYS[3]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[3])
if ARGV[3] == '' then return 0 end
local version = tonumber(ARGV[2])
local floor = redis.call('GET', KEYS[2])
if floor and version < tonumber(floor) then return 0 end
local head = redis.call('GETRANGE', KEYS[1], 1, 8)
if #head == 8 and struct.unpack('>i8', head) > version then return 0 end
redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
return 1
