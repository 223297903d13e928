using StudyPortal.Learning.Networks;

namespace StudyPortal.Learning.Checkpoints;

/// <summary>
/// A weight file, held open: its tensors are read one at a time, so that loading a network takes the network's memory and
/// one tensor more. Nothing in the file is executed. Not for several threads at once.
/// </summary>
public sealed class WeightFile : IDisposable
{
    private static readonly string[] Prefixes = ["module.", "model."];
    private readonly IDisposable? source;
    private Stream? file;

    internal WeightFile(
        WeightFormat format, IReadOnlyList<StoredTensor> tensors, IReadOnlyDictionary<string, object> scalars, IDisposable? source = null)
    {
        Format = format;
        Tensors = tensors;
        Scalars = scalars;
        Prefix = CommonPrefix(tensors);
        this.source = source;
    }

    public WeightFormat Format { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <summary>Numbers and strings beside the weights, such as epoch or best score.</summary>
    public IReadOnlyDictionary<string, object> Scalars { get; }

    /// <summary>What every name begins with because the network was wrapped: "module." of DataParallel, "model.", both or nothing.</summary>
    public string Prefix { get; }

    /// <exception cref="CheckpointException">The file is damaged, hostile or not a weight file; says which and why.</exception>
    public static WeightFile Read(string path) => Read(File.OpenRead(path), path);

    /// <summary>Takes the stream over, which can be read from any place on; a name that ends in .safetensors must be one; otherwise the first bytes decide.</summary>
    /// <exception cref="CheckpointException">As above; the stream is closed.</exception>
    public static WeightFile Read(Stream file, string name)
    {
        try
        {
            WeightFile found = Naming(name, () => Parse(file, name));
            return new WeightFile(found.Format, [.. found.Tensors.Select(tensor => tensor.In(name))], found.Scalars, found.source)
            {
                file = file,
            };
        }
        catch
        {
            file.Dispose();
            throw;
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

    /// <summary>The tensors under the names that the bare network gives them.</summary>
    public IReadOnlyList<StoredTensor> WithoutPrefix() => Prefix.Length == 0
        ? Tensors
        : [.. Tensors.Select(tensor => tensor.Renamed(tensor.Name[Prefix.Length..]))];

    public void Dispose()
    {
        source?.Dispose();
        file?.Dispose();
    }

    /// <summary>Lets the reason for which a file is refused name the file.</summary>
    internal static T Naming<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception refusal) when (refusal is CheckpointException or InvalidDataException or EndOfStreamException)
        {
            throw new CheckpointException($"{path} cannot be read as weights: {refusal.Message}.", refusal);
        }
    }

    private static string CommonPrefix(IReadOnlyList<StoredTensor> tensors)
    {
        string prefix = "";
        while (tensors.Count > 0 && Array.Find(Prefixes, next => tensors.All(
            tensor => tensor.Name.AsSpan(Math.Min(prefix.Length, tensor.Name.Length)).StartsWith(next, StringComparison.Ordinal))) is { } found)
        {
            prefix += found;
        }
        return prefix;
    }

    private static WeightFile Parse(Stream file, string path)
    {
        byte[] start = new byte[9];
        int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return start[..length] switch
        {
            _ when IsSafetensors(path) => Safetensors.Read(file),
            [_, _, _, _, _, 0, 0, 0, (byte)'{'] => Safetensors.Read(file),
            [(byte)'P', (byte)'K', ..] => ZipCheckpointReader.Read(file),
            [0x80, ..] => LegacyCheckpointReader.Read(file),
            [(byte)'v', (byte)'e', ..] => throw new CheckpointException(
                "it seems to be a Git LFS pointer; fetch the file itself with 'git lfs pull'"),
            _ => throw new CheckpointException(
                "it is neither a PyTorch file (zip or pickle) nor safetensors; expected a state_dict written by torch.save"),
        };
    }

    private static bool IsSafetensors(string path) => path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase);
}
