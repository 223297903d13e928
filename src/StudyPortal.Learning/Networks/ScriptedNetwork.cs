using System.Runtime.InteropServices;
using StudyPortal.Learning.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>
/// A TorchScript program, which runs forward and nothing else. It brings its own code, which libtorch executes: open files
/// only from those whom you trust as much as the writer of any other program.
/// </summary>
public sealed class ScriptedNetwork : IDisposable
{
    private readonly string path;
    private readonly jit.ScriptModule<Tensor, Tensor> program;

    /// <exception cref="CheckpointException">The file is no TorchScript archive.</exception>
    public ScriptedNetwork(string path)
    {
        this.path = path;
        try
        {
            program = jit.load<Tensor, Tensor>(path);
        }
        catch (ExternalException refusal)
        {
            throw new CheckpointException($"{path} cannot be opened as a TorchScript program: {FirstLine(refusal)}.", refusal);
        }
        program.eval();
    }

    /// <summary>Of the first convolution; 3 where the program was frozen and has no weights to tell by.</summary>
    public int InputChannels => (int)(program.parameters().FirstOrDefault(weight => weight.dim() == 4)?.shape[1] ?? 3);

    /// <summary>Logits, N x K, of images N x C x H x W in [0,1].</summary>
    /// <exception cref="CheckpointException">The program fails with these images, or gives something else.</exception>
    public Tensor Logits(Tensor images)
    {
        using IDisposable frozen = no_grad();
        try
        {
            Tensor logits = program.forward(images);
            return logits.dim() == 2 && logits.shape[0] == images.shape[0] && logits.dtype == ScalarType.Float32
                ? logits
                : throw new CheckpointException(
                    $"{path} gives {logits.dtype} [{string.Join(", ", logits.shape)}] for {images.shape[0]} images; "
                    + "expected Float32, one row per image and one column per label.");
        }
        catch (ExternalException refusal)
        {
            throw new CheckpointException(
                $"{path} fails with images [{string.Join(", ", images.shape)}]: {FirstLine(refusal)}.", refusal);
        }
    }

    /// <summary>Logits of a whole set, row by row.</summary>
    /// <param name="images">As the network sees them.</param>
    /// <param name="classes">Columns that the logits must have.</param>
    /// <param name="batchSize">Images at a time.</param>
    /// <param name="cancellation">Looked at before each batch.</param>
    public float[] Logits(ImageSet images, int classes, int batchSize, CancellationToken cancellation)
    {
        float[] logits = new float[images.Count * classes];
        for (int start = 0; start < images.Count; start += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            Tensor batch = Logits(images.Batch(start, Math.Min(batchSize, images.Count - start), InputChannels));
            if (batch.shape[1] != classes)
            {
                throw new CheckpointException($"{path} gives {batch.shape[1]} logits per image; there are {classes} labels.");
            }
            batch.contiguous().data<float>().CopyTo(logits, start * classes);
        }
        return logits;
    }

    public void Dispose() => program.Dispose();

    private static string FirstLine(Exception refusal) => refusal.Message.Split('\n')[0].TrimEnd('.', ' ');
}
