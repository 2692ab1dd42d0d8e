FROM alpine
RUN cat <<a<b
RUN cat <<a<<b
