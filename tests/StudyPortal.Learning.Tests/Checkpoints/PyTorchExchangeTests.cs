using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Checkpoints;

/// <summary>Files go to torchvision in Python and come back from there; the logits agree on both sides.</summary>
public sealed class PyTorchExchangeTests : IDisposable
{
    private static readonly NetworkShape[] Shapes =
    [
        new("resnet18", 4, 1, 3, DualNorm: true),
        new("resnet34", 4, 3, 3, DualNorm: false),
        new("resnet34", 4, 1, 3, DualNorm: true),
        new("resnet50", 4, 3, 3, DualNorm: false),
        new("resnet101", 4, 1, 3, DualNorm: true),
        new("resnet152", 4, 3, 1, DualNorm: false),
        new("resnet50", 4, 3, 2, DualNorm: true) { WideFactor = 2 },
        new("resnet18", 64, 3, 8, DualNorm: false),
        new("resnet50", 64, 3, 8, DualNorm: true),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("exchange").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Networks_of_every_depth_give_the_same_logits_here_and_in_torchvision_from_the_same_file()
    {
        for (int index = 0; index < Shapes.Length; index++)
        {
            using Generator random = new((ulong)index);
            using ResNet network = new(Shapes[index], random);
            Settle(network, random);
            WeightFile.Write(PathOf(index, "ours.pth"), network.State);
            WeightFile.Write(PathOf(index, "ours.safetensors"), network.State);
            using Tensor images = rand(2, Shapes[index].InputChannels, 32, 32, generator: random);
            NpyFile.Write(PathOf(index, "images.npy"), images);
        }
        PythonTorch.Run(Program, [folder, .. Shapes.Select(Arguments)]);
        for (int index = 0; index < Shapes.Length; index++)
        {
            AssertLogits(index, "ours.pth");
            AssertLogits(index, "theirs.pth");
            AssertLogits(index, "legacy.pth");
        }
    }

    private void AssertLogits(int index, string weights)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable frozen = no_grad();
        using var file = WeightFile.Read(PathOf(index, weights));
        Assert.Equal(Shapes[index], CheckpointInspection.Infer(file));
        using ResNet network = CheckpointInspection.Build(file);
        Tensor images = NpyFile.Read(PathOf(index, "images.npy"));
        string expected = weights == "ours.pth" ? "ours" : "theirs";
        for (int branch = 0; branch < (Shapes[index].DualNorm ? 2 : 1); branch++)
        {
            Tensor logits = NpyFile.Read(PathOf(index, $"{expected}_{branch}.npy"));
            double excess = (network.call(images, (NormBranch)branch) - logits).abs().max().item<float>() / logits.abs().max().item<float>();
            Assert.True(excess <= 1e-4, $"{Shapes[index]}, {weights}, branch {branch}: logits differ by {excess} of the largest.");
        }
    }

    /// <summary>Norms as a trained network has them, different in every branch.</summary>
    private static void Settle(ResNet network, Generator random)
    {
        using IDisposable frozen = no_grad();
        foreach ((string name, Tensor tensor) in network.State)
        {
            _ = name.Split('.')[^1] switch
            {
                "running_mean" => tensor.normal_(0, 0.1, random),
                "running_var" => tensor.uniform_(0.5, 1.5, random),
                "weight" when tensor.dim() == 1 => tensor.uniform_(0.5, 1.0, random),
                _ => tensor,
            };
        }
    }

    private string PathOf(int index, string name) => Path.Combine(folder, $"{index}_{name}");

    private static string Arguments(NetworkShape shape) => string.Join(
        ',', shape.Architecture, shape.Width, shape.InputChannels, shape.ClassCount, shape.DualNorm ? 1 : 0, shape.WideFactor);

    /// <summary>
    /// torchvision's own blocks, narrowed or widened. "ours" is opened as the seed's scripts open a checkpoint and without
    /// running anything, strictly; "theirs" is written as they write it, "legacy" in the older container from a wrapped network.
    /// </summary>
    private const string Program = """
        import json, sys, struct, numpy as np, torch, torch.nn as nn
        from torchvision.models import resnet as tv
        torch.manual_seed(0)
        class DualBN(nn.Module):
            def __init__(self, channels):
                super().__init__()
                self.bns, self.branch = nn.ModuleList(nn.BatchNorm2d(channels, momentum=0.01) for _ in range(2)), 0
            def forward(self, x):
                return self.bns[self.branch](x)
        PLAN = dict(resnet18=(tv.BasicBlock, [2, 2, 2, 2]), resnet34=(tv.BasicBlock, [3, 4, 6, 3]), resnet50=(tv.Bottleneck, [3, 4, 6, 3]),
                    resnet101=(tv.Bottleneck, [3, 4, 23, 3]), resnet152=(tv.Bottleneck, [3, 8, 36, 3]))
        class Net(tv.ResNet):
            def __init__(self, arch, width, channels, classes, dual, wide):
                self.base, norm = width, DualBN if dual else nn.BatchNorm2d
                block, layers = PLAN[arch]
                super().__init__(block, layers, num_classes=classes, norm_layer=norm)
                self.conv1, self.bn1 = nn.Conv2d(channels, width, 7, 2, 3, bias=False), norm(width)
                self.fc = nn.Linear(8 * width * block.expansion, classes)
                for b in self.modules():
                    if wide > 1 and isinstance(b, tv.Bottleneck):
                        planes = b.conv2.out_channels
                        b.conv2 = nn.Conv2d(planes, planes * wide, 3, b.stride, 1, bias=False)
                        b.bn2, b.conv3 = norm(planes * wide), nn.Conv2d(planes * wide, planes * 4, 1, bias=False)
            def _make_layer(self, block, planes, *rest, **more):
                if planes == 64: self.inplanes = self.base
                return super()._make_layer(block, planes * self.base // 64, *rest, **more)
        def logits(net, x, path):
            for branch in range(2):
                for m in net.modules():
                    if isinstance(m, DualBN): m.branch = branch
                with torch.no_grad(): np.save(path % branch, net.eval()(x).numpy())
        def safetensors(path):
            data = open(path, 'rb').read()
            (n,) = struct.unpack('<Q', data[:8])
            types = {'F32': np.float32, 'I64': np.int64}
            return {k: np.frombuffer(data, types[v['dtype']], int(np.prod(v['shape'])), 8 + n + v['data_offsets'][0]).reshape(v['shape'])
                    for k, v in json.loads(data[8:8 + n]).items()}
        for i, spec in enumerate(sys.argv[2:]):
            path = sys.argv[1] + '/' + str(i) + '_'
            arch, *numbers = spec.split(',')
            net = Net(arch, *map(int, numbers))
            x = torch.from_numpy(np.load(path + 'images.npy'))
            net.load_state_dict(torch.load(path + 'ours.pth', map_location=lambda storage, loc: storage))
            state = torch.load(path + 'ours.pth', weights_only=True)
            net.load_state_dict(state, strict=True)
            assert list(state) == list(net.state_dict())
            other = safetensors(path + 'ours.safetensors')
            assert list(other) == list(state) and all(np.array_equal(other[k], v.numpy()) for k, v in state.items())
            logits(net, x, path + 'ours_%d.npy')
            for k, v in net.state_dict().items():
                if v.is_floating_point(): v.mul_(1 + 0.1 * torch.rand_like(v))
                else: v.fill_(12345678901)
            logits(net, x, path + 'theirs_%d.npy')
            torch.save(net.state_dict(), path + 'theirs.pth')
            torch.save({'epoch': 3, 'state_dict': nn.DataParallel(net).state_dict()}, path + 'legacy.pth', _use_new_zipfile_serialization=False)
        """;
}
