FROM alpine
RUN echo $ $. "$" "$ x" $( ) $: <<EOF
body
EOF
