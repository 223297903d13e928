using System.IO.Compression;
using System.Text.Json;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>
/// A run's state on disk, from which it goes on as if it had never stopped: position, weights and their average, optimiser
/// and random numbers in one zip archive, replaced as a whole.
/// </summary>
internal sealed class TrainingState(string path, ResNet network, TrainingStep step, Generator random)
{
    private const string Moments = "moments.safetensors";

    public void Save(TrainingPosition position) => AtomicFile.Write(path, file =>
    {
        using DisposeScope scope = NewDisposeScope();
        using ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true);
        using (Stream entry = Create(archive, "position.json"))
        {
            JsonSerializer.Serialize(entry, position);
        }
        Write(archive, "weights.safetensors", network);
        if (step.Average is { } average)
        {
            Write(archive, "average.safetensors", average.Network);
        }
        using (Stream entry = Create(archive, Moments))
        {
            Safetensors.Write(entry, step.Optimiser.State);
        }
        using Stream randomEntry = Create(archive, "random.bin");
        using Tensor state = random.get_state();
        randomEntry.Write(state.bytes);
    });

    /// <summary>Puts everything back and returns the position, or null if nothing was saved.</summary>
    /// <exception cref="TrainingException">The state belongs to another recipe or other images.</exception>
    public TrainingPosition? Restore(TrainingPosition expected)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        using ZipArchive archive = ZipFile.OpenRead(path);
        TrainingPosition position = JsonSerializer.Deserialize<TrainingPosition>(Read(archive, "position.json"))
            ?? throw new TrainingException($"{path} holds no position; delete it to train from the beginning.");
        if (position.Data != expected.Data || position.StartedFrom != expected.StartedFrom
            || JsonSerializer.Serialize(position.Recipe) != JsonSerializer.Serialize(expected.Recipe))
        {
            throw new TrainingException(
                $"{path} belongs to another recipe, other images or other first weights; train in an empty folder, or with those it was begun with.");
        }
        Load(archive, "weights.safetensors", network);
        if (step.Average is { } average)
        {
            Load(archive, "average.safetensors", average.Network);
        }
        using (WeightFile moments = Safetensors.Read(Read(archive, Moments)))
        {
            step.Optimiser.Load(moments);
        }
        using Tensor state = StorageReader.FromBytes(Bytes(archive, "random.bin"), ScalarType.Byte, [Bytes(archive, "random.bin").Length]);
        random.set_state(state);
        return position;
    }

    private static void Write(ZipArchive archive, string name, ResNet network)
    {
        using Stream entry = Create(archive, name);
        Safetensors.Write(entry, network.State);
    }

    private static void Load(ZipArchive archive, string name, ResNet network)
    {
        using WeightFile weights = Safetensors.Read(Read(archive, name));
        CheckpointInspection.Load(network, weights);
    }

    private static Stream Create(ZipArchive archive, string name) => archive.CreateEntry(name, CompressionLevel.NoCompression).Open();

    private static MemoryStream Read(ZipArchive archive, string name) => new(Bytes(archive, name), writable: false);

    private static byte[] Bytes(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.GetEntry(name)
            ?? throw new TrainingException($"The training state lacks {name}; delete it to train from the beginning.");
        using Stream content = entry.Open();
        byte[] bytes = new byte[entry.Length];
        content.ReadExactly(bytes);
        return bytes;
    }
}
