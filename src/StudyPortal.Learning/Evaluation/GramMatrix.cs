using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Evaluation;

/// <summary>Scalar products of the representations of n images, n x n; all that CKA needs of them, however many features there are.</summary>
internal sealed class GramMatrix(double[,] products)
{
    /// <summary>Features are summed in double precision, so many of them at a time.</summary>
    private const long FeaturesAtATime = 1 << 16;

    private int Count => products.GetLength(0);

    /// <param name="features">n x anything.</param>
    public static GramMatrix Of(Tensor features)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor flat = features.flatten(1);
        Tensor sum = zeros(flat.shape[0], flat.shape[0], ScalarType.Float64, flat.device);
        for (long start = 0; start < flat.shape[1]; start += FeaturesAtATime)
        {
            using DisposeScope part = NewDisposeScope();
            Tensor some = flat.narrow(1, start, Math.Min(FeaturesAtATime, flat.shape[1] - start)).to(ScalarType.Float64);
            sum.add_(some.mm(some.t()));
        }
        double[,] products = new double[flat.shape[0], flat.shape[0]];
        Buffer.BlockCopy(sum.cpu().data<double>().ToArray(), 0, products, 0, products.Length * sizeof(double));
        return new GramMatrix(products);
    }

    /// <summary>The kernel's values, centred, and scaled to length 1; the CKA of two such arrays is their scalar product.</summary>
    public double[] Normalised(CkaKernel kernel)
    {
        double[,] values = kernel.Bandwidth is { } bandwidth ? Gaussian(bandwidth) : (double[,])products.Clone();
        double[] centred = kernel.Debiased ? CentreUnbiased(values) : Centre(values);
        double length = Math.Sqrt(centred.Sum(value => value * value));
        return [.. centred.Select(value => value / length)];
    }

    private double[,] Gaussian(double bandwidth)
    {
        double[,] values = new double[Count, Count];
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < Count; j++)
            {
                values[i, j] = products[i, i] + products[j, j] - (2 * products[i, j]);
            }
        }
        double scale = 2 * bandwidth * bandwidth * Median([.. values.Cast<double>()]);
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < Count; j++)
            {
                values[i, j] = Math.Exp(-values[i, j] / scale);
            }
        }
        return values;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        int half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    private double[] Centre(double[,] values)
    {
        double[] means = [.. RowSums(values).Select(sum => sum / Count)];
        double half = means.Average() / 2;
        return Subtract(values, [.. means.Select(mean => mean - half)]);
    }

    /// <summary>The U-centred matrix: its diagonal is 0 and takes no part in the means.</summary>
    private double[] CentreUnbiased(double[,] values)
    {
        Empty(values);
        double[] means = [.. RowSums(values).Select(sum => sum / (Count - 2))];
        double shift = means.Sum() / (2 * (Count - 1));
        double[] centred = Subtract(values, [.. means.Select(mean => mean - shift)]);
        for (int i = 0; i < Count; i++)
        {
            centred[(i * Count) + i] = 0;
        }
        return centred;
    }

    private void Empty(double[,] values)
    {
        for (int i = 0; i < Count; i++)
        {
            values[i, i] = 0;
        }
    }

    private double[] RowSums(double[,] values) =>
        [.. Enumerable.Range(0, Count).Select(i => Enumerable.Range(0, Count).Sum(j => values[i, j]))];

    private double[] Subtract(double[,] values, double[] means) =>
        [.. values.Cast<double>().Select((value, index) => value - means[index / Count] - means[index % Count])];
}
