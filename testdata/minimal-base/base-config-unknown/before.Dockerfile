FROM fedora:24
CMD ["true"]
