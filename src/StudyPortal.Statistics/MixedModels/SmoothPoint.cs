using MathNet.Numerics.LinearAlgebra;

namespace StudyPortal.Statistics.MixedModels;

/// <summary>A function at one point: its value, its slopes, and its second derivatives between chosen arguments, made when asked for.</summary>
internal sealed record SmoothPoint(double Value, double[] Gradient, Func<IReadOnlyList<int>, Matrix<double>> Curvature);
