using MathNet.Numerics.LinearAlgebra;

namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// All that a linear mixed model needs to know of its ratings. The columns are the indicators of the small factor's levels and then those
/// of the fixed groups (the arms, or one group for a common mean); ratings are taken about their mean.
/// </summary>
internal sealed class CrossProducts
{
    private readonly double[][] rows;

    /// <param name="layout">At least one rating.</param>
    /// <param name="byArm">One fixed group an arm, or one for all.</param>
    public CrossProducts(CrossedLayout layout, bool byArm)
    {
        Observations = layout.Count;
        SmallLevels = layout.SmallLevels;
        FixedGroups = byArm ? layout.Arms : 1;
        Mean = layout.Ratings.Average();
        Counts = new double[layout.LargeLevels];
        Totals = new double[layout.LargeLevels];
        rows = [.. Counts.Select(_ => new double[Width])];
        Gram = Matrix<double>.Build.Dense(Width, Width);
        Moments = Vector<double>.Build.Dense(Width);
        for (var index = 0; index < Observations; index++)
            Add(layout.Large[index], layout.Small[index], SmallLevels + (byArm ? layout.Arm[index] : 0), layout.Ratings[index] - Mean);
    }

    public int Observations { get; }

    public int SmallLevels { get; }

    public int FixedGroups { get; }

    public int Width => SmallLevels + FixedGroups;

    public double Mean { get; }

    /// <summary>Ratings of each level of the large factor.</summary>
    public double[] Counts { get; }

    /// <summary>Sums of the ratings of each level of the large factor.</summary>
    public double[] Totals { get; }

    /// <summary>How often two columns meet in a rating.</summary>
    public Matrix<double> Gram { get; }

    /// <summary>Sums of the ratings of each column.</summary>
    public Vector<double> Moments { get; }

    public double SumOfSquares { get; private set; }

    /// <summary>How often each column occurs in one level of the large factor.</summary>
    public double[] Row(int level) => rows[level];

    /// <summary>The sum over the large factor's levels of weight x row x row'. O(levels x columns^2).</summary>
    public Matrix<double> WeightedGram(double[] weights)
    {
        var sum = new double[Width, Width];
        for (var level = 0; level < weights.Length; level++)
        {
            var (row, weight) = (rows[level], weights[level]);
            for (var i = 0; i < row.Length; i++)
            {
                var scaled = weight * row[i];
                if (scaled == 0) continue;

                for (var j = 0; j < row.Length; j++)
                    sum[i, j] += scaled * row[j];
            }
        }

        return Matrix<double>.Build.DenseOfArray(sum);
    }

    /// <summary>The sum over the large factor's levels of weight x row.</summary>
    public Vector<double> WeightedRows(double[] weights)
    {
        var sum = new double[Width];
        for (var level = 0; level < weights.Length; level++)
        {
            for (var i = 0; i < sum.Length; i++)
                sum[i] += weights[level] * rows[level][i];
        }

        return Vector<double>.Build.Dense(sum);
    }

    private void Add(int level, int small, int group, double rating)
    {
        Counts[level]++;
        Totals[level] += rating;
        rows[level][small]++;
        rows[level][group]++;
        Gram[small, small]++;
        Gram[group, group]++;
        Gram[small, group]++;
        Gram[group, small]++;
        Moments[small] += rating;
        Moments[group] += rating;
        SumOfSquares += rating * rating;
    }
}
