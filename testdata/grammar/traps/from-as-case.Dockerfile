FROM a As b
FROM a aS C
from a AS d
