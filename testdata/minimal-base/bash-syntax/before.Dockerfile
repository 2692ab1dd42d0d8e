FROM ubuntu:24.04
RUN [[ -d /app ]] && files=(a b)
CMD ["true"]
