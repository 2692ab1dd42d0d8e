# escape=`
FROM alpine
RUN dir "c:\" <<EOF
RUN dir c:\ <<EOF
x
EOF
RUN type <<E\OF
y
EOF
