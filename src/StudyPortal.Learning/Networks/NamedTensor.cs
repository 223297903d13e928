using TorchSharp;

namespace StudyPortal.Learning.Networks;

/// <summary>A tensor under its state-dict key.</summary>
public readonly record struct NamedTensor(string Name, torch.Tensor Tensor);
