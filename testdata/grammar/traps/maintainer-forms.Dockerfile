FROM a
MAINTAINER Jane "J" Doe <j@example.org>
MAINTAINER x
