FROM alpine
RUN cat 3<<X 0<<Y 12<<-Z
x
X
y
Y
	z
	Z
