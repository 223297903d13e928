"""The same operations in plain PyTorch. Arguments: architecture, side, batch. Reads one name a line, answers with seconds."""
import os
import sys
import time

import torch
import torchvision


class DualNorm(torch.nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.bns = torch.nn.ModuleList(torch.nn.BatchNorm2d(channels, momentum=0.01) for _ in range(2))
        self.branch = 0

    def forward(self, x):
        return self.bns[self.branch](x)


architecture, side, batch = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
torch.set_num_threads(os.cpu_count())
torch.manual_seed(0)
net = getattr(torchvision.models, architecture)(num_classes=8, norm_layer=DualNorm)
norms = [module for module in net.modules() if isinstance(module, DualNorm)]
images = torch.rand(batch, 3, side, side)
labels = (torch.rand(batch, 8) > 0.5).float()
optimiser = torch.optim.Adam(net.parameters(), lr=1e-5)
loss = torch.nn.functional.binary_cross_entropy_with_logits


def run(x, branch):
    for norm in norms:
        norm.branch = branch
    return net(x)


def gradient(x, value):
    x = x.detach().requires_grad_(True)
    return torch.autograd.grad(value(run(x, 1)), x)[0]


def attack():
    net.eval()
    x = (images + torch.empty_like(images).uniform_(-.005, .005)).clamp(0, 1)
    for _ in range(10):
        x = x + .0025 * gradient(x, lambda z: loss(z, labels)).sign()
        x = torch.max(torch.min(x, images + .005), images - .005).clamp(0, 1)
    return x.detach()


def step(values):
    optimiser.zero_grad()
    values().backward()
    optimiser.step()


def forward():
    net.eval()
    with torch.no_grad():
        run(images, 0)


def evaluate():
    for _ in range(16):
        forward()


def saliency():
    net.eval()
    gradient(images, lambda z: (z * labels).sum())


def standard():
    net.train()
    step(lambda: loss(run(images, 0), labels))


def dual():
    x = attack()
    net.train()
    step(lambda: loss(run(x, 1), labels) + loss(run(images, 0), labels))


for line in sys.stdin:
    start = time.perf_counter()
    globals()[line.strip().removesuffix("-bf16").removesuffix("-all")]()
    print(time.perf_counter() - start, flush=True)
