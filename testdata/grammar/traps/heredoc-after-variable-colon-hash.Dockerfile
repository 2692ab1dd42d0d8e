FROM alpine
RUN echo ${A:%b} <<EOF
RUN echo ${A:#b} <<EOF
RUN echo ${A:}} <<EOF
x
EOF
