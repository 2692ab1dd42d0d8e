FROM debian:13
ENV A b   c
