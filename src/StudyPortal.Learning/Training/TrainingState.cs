using System.IO.Compression;
using System.Text.Json;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>
/// A run's state on disk, from which it goes on as if it had never stopped: position, weights, optimiser and random
/// numbers in one zip archive, replaced as a whole.
/// </summary>
internal sealed class TrainingState(string path, ResNet network, OptimizerHelper optimiser, Generator random)
{
    public void Save(TrainingPosition position) => AtomicFile.Write(path, file =>
    {
        using ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true);
        using (Stream entry = Create(archive, "position.json"))
        {
            JsonSerializer.Serialize(entry, position);
        }
        using (Stream entry = Create(archive, "weights.safetensors"))
        {
            Safetensors.Write(entry, network.State);
        }
        using (BinaryWriter entry = new(Create(archive, "optimiser.bin")))
        {
            optimiser.save_state_dict(entry);
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
        if (position.Data != expected.Data || JsonSerializer.Serialize(position.Recipe) != JsonSerializer.Serialize(expected.Recipe))
        {
            throw new TrainingException(
                $"{path} belongs to another recipe or other images; train in an empty folder, or with those it was begun with.");
        }
        using WeightFile weights = Safetensors.Read(Read(archive, "weights.safetensors"));
        CheckpointInspection.Load(network, weights);
        using BinaryReader moments = new(Read(archive, "optimiser.bin"));
        optimiser.load_state_dict(moments);
        using Tensor state = StorageReader.FromBytes(Bytes(archive, "random.bin"), ScalarType.Byte, [Bytes(archive, "random.bin").Length]);
        random.set_state(state);
        return position;
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
