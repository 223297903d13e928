namespace StudyPortal.Statistics.MixedModels;

/// <summary>The likelihood of ordinal ratings, given the random effects, together with the effects' own density, at chosen effects.</summary>
internal sealed class OrdinalMode
{
    private const int MostSteps = 100;

    /// <summary>After a step as short as this the next one would be lost in rounding.</summary>
    private const double ShortStep = 1e-7;

    private readonly OrdinalRatings ratings;
    private readonly OrdinalParameters parameters;

    private OrdinalMode(OrdinalRatings ratings, OrdinalParameters parameters, FactorPair effects)
    {
        this.ratings = ratings;
        this.parameters = parameters;
        Effects = effects;
        var layout = ratings.Layout;
        double[] predictors = [.. layout.Arm.Select((arm, index) => parameters.Effects[arm] + effects.Of(layout, index))];
        Logit = new CumulativeLogit(parameters.Thresholds, ratings.Category, predictors);
        var squares = effects.Times(effects);
        Objective = Logit.LogLikelihood - Penalty(squares.Large, parameters.Large) - Penalty(squares.Small, parameters.Small);
        Posterior = new CrossedPosterior(layout, Logit.Weight, parameters.Large, parameters.Small);
        Slopes = FactorPair.Sums(layout, Logit.Slope);
    }

    public FactorPair Effects { get; }

    public CumulativeLogit Logit { get; }

    public CrossedPosterior Posterior { get; }

    /// <summary>Sums over each level of the derivatives of log P by the predictor.</summary>
    public FactorPair Slopes { get; }

    /// <summary>-2 log likelihood by Laplace's approximation, if the effects are the mode.</summary>
    public double Deviance => Posterior.LogDeterminant - (2 * Objective);

    /// <summary>log P(ratings | effects) - effects' S^-1 effects / 2.</summary>
    private double Objective { get; }

    /// <summary>The effects that maximise it, by Newton's method; it is concave. Null when that did not converge.</summary>
    public static OrdinalMode? Find(OrdinalRatings ratings, OrdinalParameters parameters, FactorPair start, CancellationToken cancellationToken)
    {
        var mode = new OrdinalMode(ratings, parameters, Allowed(start, parameters));
        for (var count = 0; count < MostSteps; count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var step = mode.Posterior.Apply(mode.Posterior.Weigh(mode.Effects).Plus(mode.Slopes)).Plus(mode.Effects, -1);
            mode = mode.Moved(step);
            if (step.Largest() < ShortStep) return mode;
        }

        return null;
    }

    /// <summary>Effects without variance are 0.</summary>
    private static FactorPair Allowed(FactorPair effects, OrdinalParameters parameters) => new(
        parameters.Large > 0 ? effects.Large : new double[effects.Large.Length],
        parameters.Small > 0 ? effects.Small : new double[effects.Small.Length]);

    private static double Penalty(double squares, double variance) => variance > 0 ? squares / (2 * variance) : 0;

    /// <summary>The whole step, or the largest of its halves, quarters, ... that does not lead down, give or take rounding.</summary>
    private OrdinalMode Moved(FactorPair step)
    {
        var lowest = Objective - (1e-12 * (1 + Math.Abs(Objective)));
        var share = 1.0;
        var next = new OrdinalMode(ratings, parameters, Effects.Plus(step));
        while (next.Objective < lowest && share > 1e-6)
        {
            share /= 2;
            next = new OrdinalMode(ratings, parameters, Effects.Plus(step, share));
        }

        return next;
    }
}
