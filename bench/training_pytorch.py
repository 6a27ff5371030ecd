"""Training speed of PyTorch, for bench/training: the same two networks written as an engineer would write them.

    training_pytorch.py {skin-cancer-cnn|mobilenet-v2} {nchw|channels-last} STEPS

Prints images/s over STEPS steps of Adam on batches of 32 pictures of 224 x 224, after two steps to warm up. The pictures
lie in memory as float tensors, and nothing is read, decoded or augmented: all of the time is PyTorch's own.
"""
import sys
import time

import torch
from torch import nn

BATCH, SIDE, THREADS = 32, 224, 2


def skin_cancer_cnn():
    def convolution(channels_in, channels_out):
        return [nn.Conv2d(channels_in, channels_out, 3), nn.ReLU(inplace=True), nn.MaxPool2d(2)]

    return nn.Sequential(
        *convolution(3, 32), *convolution(32, 64), *convolution(64, 128),
        nn.Flatten(), nn.Linear(128 * 26 * 26, 512), nn.ReLU(inplace=True), nn.Dropout(0.5), nn.Linear(512, 1))


def normalised(channels_in, channels_out, kernel=1, stride=1, groups=1, activation=True):
    layers = [nn.Conv2d(channels_in, channels_out, kernel, stride, kernel // 2, groups=groups, bias=False),
              nn.BatchNorm2d(channels_out)]
    return nn.Sequential(*layers, nn.ReLU6(inplace=True)) if activation else nn.Sequential(*layers)


class InvertedResidual(nn.Module):
    def __init__(self, channels_in, channels_out, stride, expansion):
        super().__init__()
        middle = channels_in * expansion
        self.adds = stride == 1 and channels_in == channels_out
        self.layers = nn.Sequential(
            *([normalised(channels_in, middle)] if expansion != 1 else []),
            normalised(middle, middle, 3, stride, groups=middle),
            normalised(middle, channels_out, activation=False))

    def forward(self, x):
        return x + self.layers(x) if self.adds else self.layers(x)


def mobilenet_v2():
    layers, channels = [normalised(3, 32, 3, 2)], 32
    for expansion, channels_out, repeats, stride in [
            (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]:
        for repeat in range(repeats):
            layers.append(InvertedResidual(channels, channels_out, stride if repeat == 0 else 1, expansion))
            channels = channels_out
    return nn.Sequential(*layers, normalised(320, 1280), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.2),
                         nn.Linear(1280, 1))


def main():
    name, layout, steps = sys.argv[1], sys.argv[2], int(sys.argv[3])
    torch.set_num_threads(THREADS)
    torch.manual_seed(1)
    network = {"skin-cancer-cnn": skin_cancer_cnn, "mobilenet-v2": mobilenet_v2}[name]()
    photos = torch.rand(4 * BATCH, 3, SIDE, SIDE)
    truths = torch.randint(0, 2, (4 * BATCH, 1)).float()
    if layout == "channels-last":
        network, photos = (thing.to(memory_format=torch.channels_last) for thing in (network, photos))
    network.train()
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    loss_of = nn.BCEWithLogitsLoss()
    running = 0.0
    for step in range(-2, steps):
        if step == 0:
            start = time.perf_counter()
        first = step % 4 * BATCH
        optimizer.zero_grad()
        loss = loss_of(network(photos[first:first + BATCH]), truths[first:first + BATCH])
        loss.backward()
        optimizer.step()
        running += loss.item()
    print(f"{steps * BATCH / (time.perf_counter() - start):.3f}")


main()
