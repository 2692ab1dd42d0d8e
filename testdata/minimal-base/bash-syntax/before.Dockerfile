FROM debian:12
RUN [[ -d /app ]] && files=(a b)
CMD ["true"]
