FROM fedora:23
CMD ["true"]
