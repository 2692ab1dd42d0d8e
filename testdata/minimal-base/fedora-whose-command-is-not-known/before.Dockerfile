FROM fedora:28
CMD ["true"]
