using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Evaluation;

/// <summary>Logits of images that lie in tables of N x K, row by row.</summary>
internal static class LogitTables
{
    /// <summary>Writes a batch's logits at its place.</summary>
    public static void Write(this FrozenNetwork network, Tensor images, float[] table, int place)
    {
        using DisposeScope scope = NewDisposeScope();
        network.Logits(images).cpu().data<float>().CopyTo(table, place);
    }

    /// <summary>Keeps for each value the worse of two: the lower for a positive, the higher for a negative, the kept one without truth.</summary>
    public static void KeepWorse(float[] kept, float[] other, float[] labels)
    {
        for (int index = 0; index < kept.Length; index++)
        {
            kept[index] = labels[index] switch
            {
                1 => Math.Min(kept[index], other[index]),
                0 => Math.Max(kept[index], other[index]),
                _ => kept[index],
            };
        }
    }
}
