namespace StudyPortal.Learning.Explanation;

/// <summary>The methods by the names under which maps are kept.</summary>
public static class MapMethods
{
    private const int RiseCells = 7;

    private const double RiseKept = 0.5;

    private const string First = "input-gradient", Control = "control-random-weights";

    private static readonly Dictionary<string, Func<MapParameters, MapMethod>> Explaining = new(StringComparer.Ordinal)
    {
        [First] = _ => new InputGradient(),
        ["gradient-x-input"] = _ => new GradientTimesInput(),
        ["smoothgrad"] = with => new SmoothGrad(with.Samples, with.Sigma, (ulong)with.Seed),
        ["vargrad"] = with => new VarGrad(with.Samples, with.Sigma, (ulong)with.Seed),
        ["integrated-gradients"] = with => new IntegratedGradients(with.Steps),
        ["guided-backpropagation"] = _ => new GuidedBackpropagation(),
        ["grad-cam"] = with => new GradCam(with.Stage),
        ["grad-cam++"] = with => new GradCamPlusPlus(with.Stage),
        ["layer-cam"] = with => new LayerCam(with.Stage),
        ["layer-cam-stage2"] = _ => new LayerCam(2),
        ["score-cam"] = with => new ScoreCam(with.Stage),
        ["occlusion"] = with => new Occlusion(with.Window, with.Stride),
        ["rise"] = with => new Rise(with.Masks, RiseCells, RiseKept, (ulong)with.Seed),
    };

    /// <summary>The control of random weights by the first method has no method in its name.</summary>
    private static readonly OrderedDictionary<string, Func<MapParameters, MapMethod>> Known = new(
    [
        .. Explaining,
        new(Control, with => new RandomWeights(Explaining[First](with))),
        new("control-edges", _ => new EdgeMap()),
        .. Explaining.Where(method => method.Key != First).Select(method => KeyValuePair.Create(
            $"{Control}:{method.Key}", (Func<MapParameters, MapMethod>)(with => new RandomWeights(method.Value(with))))),
    ], StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="parameters">Null = those that belong to the name.</param>
    /// <exception cref="ArgumentException">There is no such method, or a parameter is out of range.</exception>
    public static MapMethod Of(string name, MapParameters? parameters = null) => Known.TryGetValue(name, out var create)
        ? create(parameters ?? new MapParameters())
        : throw new ArgumentException($"There is no method '{name}'; expected one of {string.Join(", ", Known.Keys)}.", nameof(name));
}
