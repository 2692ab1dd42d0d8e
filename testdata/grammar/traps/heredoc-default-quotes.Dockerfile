FROM alpine
RUN echo ${X:-"}"} <<EOF
body
EOF
RUN echo ${X:-'a}'} <<EOF
body
EOF
RUN echo ${X:-\}} <<EOF
b
EOF
