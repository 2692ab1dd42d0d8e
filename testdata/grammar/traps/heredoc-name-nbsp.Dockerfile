FROM alpine
RUN cat << EOF
RUN cat <<E OF
a
E
