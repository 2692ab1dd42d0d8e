FROM fedora:34
CMD ["true"]
