using TorchSharp;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>A tensor that still lies in its file: name, type and shape are known, the values are read when asked for.</summary>
public sealed class StoredTensor
{
    private readonly Func<torch.Tensor> read;

    internal StoredTensor(string name, StorageType type, IReadOnlyList<long> shape, Func<torch.Tensor> read)
    {
        Name = name;
        Type = type;
        Shape = shape;
        this.read = read;
    }

    public string Name { get; }

    public torch.ScalarType ElementType => Type.Scalar;

    public IReadOnlyList<long> Shape { get; }

    /// <summary>Number of values.</summary>
    public long Elements => Shape.Aggregate(1L, (product, length) => product * length);

    internal StorageType Type { get; }

    /// <summary>The values, dense and in memory of their own.</summary>
    /// <exception cref="CheckpointException">The bytes in the file are damaged.</exception>
    public torch.Tensor Read() => read();

    internal StoredTensor Renamed(string name) => new(name, Type, Shape, read);

    /// <summary>The same, whose refusals name the file.</summary>
    internal StoredTensor In(string path) => new(Name, Type, Shape, () => WeightFile.Naming(path, read));
}
