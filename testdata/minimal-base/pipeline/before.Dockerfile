FROM ubuntu:24.04
RUN echo hello | cat > /app
CMD ["true"]
