#!/bin/bash
echo "${@^^}"
