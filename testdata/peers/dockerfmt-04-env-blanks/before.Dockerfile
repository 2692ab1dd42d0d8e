FROM debian
ENV A b   c
