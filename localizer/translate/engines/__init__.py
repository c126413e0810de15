"""Engines that draft what neither memory nor facts give; each optional, none trusted.

An engine knows texts and languages only: nothing of products, workspaces or windows.
"""
