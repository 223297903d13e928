using StudyPortal.Learning.Networks;
using TorchSharp;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>The named tensors of a weight file. Reading one runs no code from it.</summary>
public sealed class WeightFile : IDisposable
{
    private const string ParallelPrefix = "module.";

    internal WeightFile(WeightFormat format, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, object> scalars)
    {
        Format = format;
        Tensors = tensors;
        Scalars = scalars;
    }

    public WeightFormat Format { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<NamedTensor> Tensors { get; }

    /// <summary>Numbers and strings beside the weights, such as epoch or best score.</summary>
    public IReadOnlyDictionary<string, object> Scalars { get; }

    /// <summary>Whether every name begins with "module.", as DataParallel leaves them.</summary>
    public bool HasParallelPrefix => Tensors.All(tensor => tensor.Name.StartsWith(ParallelPrefix, StringComparison.Ordinal));

    /// <exception cref="CheckpointException">The file is damaged, hostile or not a weight file; says which and why.</exception>
    public static WeightFile Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return Read(file, path);
        }
        catch (Exception refusal) when (refusal is CheckpointException or InvalidDataException or EndOfStreamException)
        {
            throw new CheckpointException($"{path} cannot be read as weights: {refusal.Message}.", refusal);
        }
    }

    /// <summary>Writes PyTorch's zip container, or safetensors if the name ends so; the same tensors give the same bytes.</summary>
    public static void Write(string path, IReadOnlyList<NamedTensor> tensors) => AtomicFile.Write(path, file =>
    {
        if (IsSafetensors(path))
        {
            Safetensors.Write(file, tensors);
        }
        else
        {
            ZipCheckpointWriter.Write(file, tensors);
        }
    });

    /// <summary>These tensors without the prefix that DataParallel gives them.</summary>
    public IReadOnlyList<NamedTensor> WithoutParallelPrefix() => HasParallelPrefix
        ? [.. Tensors.Select(tensor => tensor with { Name = tensor.Name[ParallelPrefix.Length..] })]
        : Tensors;

    public void Dispose()
    {
        foreach (torch.Tensor tensor in Tensors.Select(named => named.Tensor))
        {
            tensor.Dispose();
        }
    }

    private static WeightFile Read(FileStream file, string path)
    {
        byte[] start = new byte[2];
        int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return (length, start) switch
        {
            _ when IsSafetensors(path) => Safetensors.Read(file),
            (2, [(byte)'P', (byte)'K']) => ZipCheckpointReader.Read(file),
            (2, [0x80, _]) => LegacyCheckpointReader.Read(file),
            (2, [(byte)'v', (byte)'e']) => throw new CheckpointException(
                "it seems to be a Git LFS pointer; fetch the file itself with 'git lfs pull'"),
            _ => throw new CheckpointException(
                "it is neither a PyTorch file (zip or pickle) nor named .safetensors; expected a state_dict written by torch.save"),
        };
    }

    private static bool IsSafetensors(string path) => path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase);
}
