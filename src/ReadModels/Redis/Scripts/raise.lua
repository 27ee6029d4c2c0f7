-- A version floor. KEYS: value, floor, lease. ARGV: version, the lock's milliseconds.
local version = tonumber(ARGV[1])
local floor = redis.call('GET', KEYS[2])
if floor and version < tonumber(floor) then return 1 end
-- A repeat renews the lock and ends the lease too: it may speak of a read that began since.
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
redis.call('DEL', KEYS[3])
local head = redis.call('GETRANGE', KEYS[1], 1, 8)
if #head == 8 and struct.unpack('>i8', head) < version then redis.call('DEL', KEYS[1]) end
return 1
