using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>
/// Turns views of storages into tensors, one at a time. A storage of one tensor becomes that tensor; one that several share
/// stays in memory until the last of them is read, and they are copied apart.
/// </summary>
internal sealed class StorageReader : IDisposable
{
    /// <summary>What expanded or shared views may take beyond the bytes in the file.</summary>
    private const long ExtraBytes = 64L << 20;

    private readonly IStorages storages;
    private readonly Dictionary<string, int> unread = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tensor> shared = new(StringComparer.Ordinal);

    /// <exception cref="CheckpointException">A storage is not there, or the views are far larger than their storages.</exception>
    public StorageReader(IStorages storages, IReadOnlyList<PickleTensor> views)
    {
        this.storages = storages;
        Int128 allowance = ExtraBytes;
        foreach (PickleStorage storage in views.Select(view => view.Storage).Distinct())
        {
            storages.Require(storage);
            allowance += storage.Bytes;
        }
        foreach (PickleTensor view in views)
        {
            allowance -= (Int128)view.Elements * view.Storage.Type.ElementBytes;
            if (allowance < 0)
            {
                throw new CheckpointException($"a tensor of {view.Elements} elements is far larger than the bytes in the file");
            }
            unread[view.Storage.Key] = unread.GetValueOrDefault(view.Storage.Key) + 1;
        }
    }

    public Tensor Read(PickleTensor view)
    {
        using DisposeScope scope = NewDisposeScope();
        string key = view.Storage.Key;
        bool last = --unread[key] <= 0;
        if (shared.Remove(key, out Tensor? storage))
        {
            scope.Attach(storage);
        }
        else
        {
            storage = Whole(view.Storage);
        }
        Tensor read = last && view.IsWhole ? storage.view(view.Size) : Dense(storage, view);
        if (!last)
        {
            shared.Add(key, storage.DetachFromDisposeScope());
        }
        return read.MoveToOuterDisposeScope();
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
        foreach (Tensor storage in shared.Values)
        {
            storage.Dispose();
        }
    }

    private Tensor Whole(PickleStorage storage)
    {
        Tensor whole = empty([storage.Elements], storage.Type.Scalar);
        if (storage.Elements > 0)
        {
            storages.Fill(storage, whole.bytes);
        }
        return whole;
    }

    private static Tensor Dense(Tensor storage, PickleTensor view) =>
        empty(view.Size, storage.dtype).copy_(storage.as_strided(view.Size, view.Stride, view.Offset));
}
