FROM alpine
COPY <<conf.d/a-b_c.conf /etc/
x=1
conf.d/a-b_c.conf
