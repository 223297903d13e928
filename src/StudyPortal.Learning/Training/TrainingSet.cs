using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using TorchSharp;

namespace StudyPortal.Learning.Training;

/// <summary>
/// Images with labels, N x K: 0 negative, 1 positive, -1 uncertain, NaN not mentioned.
/// </summary>
public sealed record TrainingSet
{
    public TrainingSet(ImageSet images, float[] labels, int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        if (labels.LongLength != (long)images.Count * classCount)
        {
            throw new ArgumentException(
                $"{images.Count} images with {classCount} classes need {(long)images.Count * classCount} labels; "
                + $"{labels.Length} were given.", nameof(labels));
        }
        if (Array.FindIndex(labels, label => label is not (0 or 1 or LabelPolicies.Uncertain or float.NaN)) is >= 0 and int wrong)
        {
            throw new ArgumentException(
                $"Image {wrong / classCount}, class {wrong % classCount}: the label is {labels[wrong]}; expected 0, 1, -1 or NaN.",
                nameof(labels));
        }
        (Images, Labels, ClassCount) = (images, labels, classCount);
    }

    public ImageSet Images { get; }

    public float[] Labels { get; }

    public int ClassCount { get; }

    /// <summary>What people call each image, for messages; empty for their numbers.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Labels as targets of training: 0, 1, or NaN for masked; of exclusive labels one 1 per image and else 0.</summary>
    /// <exception cref="ArgumentException">The labels are exclusive and an image has none or several; names the first.</exception>
    public float[] Targets(TrainingRecipe recipe)
    {
        float[] targets = Array.ConvertAll(Labels, label => LabelPolicies.Target(label, recipe.Uncertain, recipe.Unmentioned));
        return recipe.ExclusiveLabels ? OneEach(targets) : targets;
    }

    /// <summary>The same images, each with the labels of one drawn at random; none is drawn twice.</summary>
    public TrainingSet Shuffled(ulong seed)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using torch.Generator random = new(seed);
        long[] drawn = [.. torch.randperm(Images.Count, generator: random).data<long>()];
        return new TrainingSet(Images, [.. drawn.SelectMany(image => Labels.AsSpan((int)image * ClassCount, ClassCount).ToArray())], ClassCount) { Names = Names };
    }

    /// <summary>SHA-256 over pixels and labels, in hexadecimal.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Images.Fingerprint));
        hash.AppendData(MemoryMarshal.AsBytes(Labels.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private float[] OneEach(float[] targets)
    {
        for (int image = 0; image < Images.Count; image++)
        {
            int positives = targets.AsSpan(image * ClassCount, ClassCount).Count(1f);
            if (positives != 1)
            {
                throw new ArgumentException(
                    $"Image {(Names.Count > 0 ? Names[image] : image)} has {positives} positive labels; exclusive labels need exactly one. "
                    + "Correct its labels, or train with independent ones.");
            }
        }
        return Array.ConvertAll(targets, target => target == 1 ? 1f : 0f);
    }
}
