FROM python:3.13
RUN git() { command git -c a.b=c "$@"; }; git clone https://example.org/x
RUN get() { env curl -f "$1"; }; get https://example.org/y
CMD ["python", "-V"]
