FROM alpine
RUN cat <<<word
RUN cat <<< "a b"
