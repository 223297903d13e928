using System.CommandLine;
using StudyPortal.Learning.Explanation;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>--method</c> and what the methods can be given.</summary>
internal sealed class MethodOptions
{
    private static readonly MapParameters Default = new();

    private readonly Option<string> _method = NameOption();
    private readonly Option<int?> _samples = new("--samples") { Description = $"Noises of smoothgrad and vargrad; {Default.Samples}." };
    private readonly Option<double?> _sigma = new("--sigma") { Description = $"Their standard deviation in shares of an image's range; {Default.Sigma}." };
    private readonly Option<int?> _steps = new("--steps") { Description = $"Steps that integrated-gradients begins with; {Default.Steps}." };
    private readonly Option<int?> _stage = new("--stage") { Description = $"Stage 1 to 4 of grad-cam, grad-cam++, layer-cam and score-cam; {Default.Stage}." };
    private readonly Option<double?> _window = new("--window") { Description = $"Window of occlusion in shares of the side; {Default.Window}." };
    private readonly Option<double?> _stride = new("--stride") { Description = $"Between these windows; {Default.Stride}." };
    private readonly Option<int?> _masks = new("--masks") { Description = $"Masks of rise; {Default.Masks}." };
    private readonly Option<int?> _seed = new("--seed") { Description = $"Of noises and masks; {Default.Seed}." };

    public IEnumerable<Option> All => Parameters.Keys.Prepend(_method);

    private Dictionary<Option, string[]> Parameters => new()
    {
        [_samples] = ["smoothgrad", "vargrad"],
        [_sigma] = ["smoothgrad", "vargrad"],
        [_steps] = ["integrated-gradients"],
        [_stage] = ["grad-cam", "grad-cam++", "layer-cam", "score-cam"],
        [_window] = ["occlusion"],
        [_stride] = ["occlusion"],
        [_masks] = ["rise"],
        [_seed] = ["smoothgrad", "vargrad", "rise"],
    };

    public static Option<string> NameOption()
    {
        var option = new Option<string>("--method") { Description = string.Join(", ", MapMethods.Names), DefaultValueFactory = _ => "input-gradient" };
        option.AcceptOnlyFromAmong([.. MapMethods.Names]);
        return option;
    }

    /// <exception cref="VerbException">A parameter is none of the method's.</exception>
    public MapMethod Read(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(_method);
        foreach (var (option, methods) in Parameters)
            if (parsed.GetResult(option) is not null && !methods.Contains(name))
                throw new VerbException($"{option.Name} belongs to {string.Join(", ", methods)}; the method is {name}.");
        return MapMethods.Of(name, new MapParameters
        {
            Samples = parsed.GetValue(_samples) ?? Default.Samples,
            Sigma = parsed.GetValue(_sigma) ?? Default.Sigma,
            Steps = parsed.GetValue(_steps) ?? Default.Steps,
            Stage = parsed.GetValue(_stage) ?? Default.Stage,
            Window = parsed.GetValue(_window) ?? Default.Window,
            Stride = parsed.GetValue(_stride) ?? Default.Stride,
            Masks = parsed.GetValue(_masks) ?? Default.Masks,
            Seed = parsed.GetValue(_seed) ?? Default.Seed,
        });
    }
}
