using static TorchSharp.torch;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>Turns storage bytes into tensors; tensors that share a storage are copied apart.</summary>
internal sealed class StorageReader(Func<PickleStorage, byte[]> read) : IDisposable
{
    /// <summary>What expanded or shared views may take beyond the bytes in the file.</summary>
    private const long ExtraBytes = 64L << 20;

    private readonly Dictionary<string, Tensor> storages = new(StringComparer.Ordinal);
    private long allowance = ExtraBytes;

    public Tensor Materialise(PickleTensor tensor)
    {
        if (!storages.TryGetValue(tensor.Storage.Key, out Tensor? storage))
        {
            storage = FromBytes(read(tensor.Storage), tensor.Storage.Type.Scalar, [tensor.Storage.Elements]);
            storages.Add(tensor.Storage.Key, storage);
            allowance += storage.NumberOfElements * storage.ElementSize;
        }
        if (tensor.Elements > allowance / storage.ElementSize)
        {
            throw new CheckpointException($"a tensor of {tensor.Elements} elements is far larger than the bytes in the file");
        }
        allowance -= tensor.Elements * storage.ElementSize;
        using Tensor view = storage.as_strided(tensor.Size, tensor.Stride, tensor.Offset);
        using Tensor dense = view.contiguous();
        return dense.clone().DetachFromDisposeScope();
    }

    /// <summary>A tensor of this shape with these little-endian bytes.</summary>
    public static Tensor FromBytes(ReadOnlySpan<byte> bytes, ScalarType type, long[] shape)
    {
        Tensor tensor = empty(shape, type).DetachFromDisposeScope();
        if (!bytes.IsEmpty)
        {
            bytes.CopyTo(tensor.bytes);
        }
        return tensor;
    }

    public void Dispose()
    {
        foreach (Tensor storage in storages.Values)
        {
            storage.Dispose();
        }
    }
}
