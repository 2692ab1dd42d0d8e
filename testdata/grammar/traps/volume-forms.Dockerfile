FROM a
VOLUME /a
VOLUME /b /c
VOLUME ["/d", "/e f"]
VOLUME [/g, /h]
