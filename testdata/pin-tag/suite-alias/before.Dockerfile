FROM debian:stable-slim
FROM debian:stable
