using System.CommandLine;
using System.CommandLine.Parsing;
using StudyPortal.Learning;
using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Trainer.Verbs;

/// <summary>Which attack the verb <c>attack</c> makes, and how.</summary>
internal sealed class AttackOptions
{
    private static readonly string[] Attacks = ["pgd", "fgsm", "apgd", "square", "auto"];

    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> Losses = new()
    {
        ["bce"] = AttackLoss.BinaryCrossEntropy,
        ["cross-entropy"] = AttackLoss.CrossEntropy,
        ["margin"] = AttackLoss.Margin,
        ["ratio"] = AttackLoss.LogitRatio,
    };

    private readonly Option<string?> _attack = new("--attack") { Description = "pgd, fgsm (one step to the edge), apgd (adaptive steps), square (no gradient) or auto (the worst of apgd and square); pgd if not given." };
    private readonly Option<string> _norm = new("--norm") { Description = "linf or l2.", DefaultValueFactory = _ => "linf" };
    private readonly Option<string> _step = new("--step") { Description = "Of pgd: sign or unit.", DefaultValueFactory = _ => "sign" };
    private readonly Option<double> _epsilon = new("--epsilon") { Description = "Radius in units of the [0,1] image.", Required = true };
    private readonly Option<double?> _alpha = new("--alpha") { Description = "Length of a step of pgd." };
    private readonly Option<int?> _steps = new("--steps") { Description = "How many; pgd needs the number, apgd and auto take 100." };
    private readonly Option<int> _queries = new("--queries") { Description = "Passes of square and auto.", DefaultValueFactory = _ => 1000 };
    private readonly Option<string?> _loss = new("--loss") { Description = "What is raised: bce, cross-entropy (exclusive labels), margin (does not fade where the network is sure) or ratio (margin over the length of the logits); square takes margin. bce if not given." };
    private readonly Option<int?> _restarts = new("--restarts") { Description = "Attacks of every image; those after the first start at random points, and the worst image met is kept." };
    private readonly Option<bool> _best = new("--best") { Description = "Keep the worst image met instead of the last one of pgd; apgd, square and auto always do." };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Of random points and squares.", DefaultValueFactory = _ => 0 };
    private readonly Option<FileInfo?> _start = new("--start") { Description = "Noise to start from, .npy like the images; without it the attack starts at the images." };

    public AttackOptions()
    {
        _attack.AcceptOnlyFromAmong(Attacks);
        _norm.AcceptOnlyFromAmong("linf", "l2");
        _step.AcceptOnlyFromAmong("sign", "unit");
        _loss.AcceptOnlyFromAmong([.. Losses.Keys]);
    }

    public IEnumerable<Option> All => [_attack, _norm, _step, _epsilon, _alpha, _steps, _queries, _loss, _restarts, _best, _seed, _start];

    /// <summary>What contradicts itself, in words; null if nothing does.</summary>
    public string? Refusal(CommandResult parsed)
    {
        var attack = parsed.GetValue(_attack) ?? Attacks[0];
        if (attack == "pgd" && (parsed.GetValue(_alpha) is null || parsed.GetValue(_steps) is null)) return "--attack pgd needs --alpha and --steps.";
        if (attack is "square" or "auto" && parsed.GetValue(_norm) == "l2") return $"--attack {attack} knows the norm linf only.";
        if (attack is "square" or "auto" && (parsed.GetValue(_start) is not null || parsed.GetValue(_restarts) is not null)) return $"--attack {attack} takes neither --start nor --restarts.";
        if (attack is "square" or "auto" && parsed.GetResult(_loss) is not null) return $"--attack {attack} has its own losses; leave out --loss.";
        return parsed.GetValue(_restarts) is < 1 ? "--restarts is at least 1." : null;
    }

    /// <summary>Attacked images, in evaluation mode.</summary>
    /// <param name="labels">What is true, or, if targeted, what the network shall be made to say.</param>
    public Tensor Run(ParseResult parsed, IClassifier network, Tensor images, Tensor labels, bool isTargeted)
    {
        var epsilon = parsed.GetValue(_epsilon);
        var steps = parsed.GetValue(_steps) ?? 100;
        var aim = isTargeted ? 1 - labels : labels;
        using var random = new Generator(parsed.GetValue(_seed));
        return parsed.GetValue(_attack) switch
        {
            "square" => new SquareAttack(epsilon, parsed.GetValue(_queries)).Attack(network, images, aim, random),
            "auto" => new StrongestAttack(epsilon, steps, parsed.GetValue(_queries)).Attack(network, images, aim, random),
            "apgd" => Adaptive(parsed, new AdaptiveGradient(epsilon, steps, Norm(parsed), Loss(parsed, isTargeted)), network, images, labels, random),
            _ => Projected(parsed, network, images, labels, Loss(parsed, isTargeted), random),
        };
    }

    private Tensor Projected(ParseResult parsed, IClassifier network, Tensor images, Tensor labels, Func<Tensor, Tensor, Tensor> loss, Generator random)
    {
        var recipe = parsed.GetValue(_attack) == "fgsm"
            ? AttackRecipe.Fast(parsed.GetValue(_epsilon), Norm(parsed))
            : new AttackRecipe(
                parsed.GetValue(_epsilon), parsed.GetValue(_alpha) ?? 0, parsed.GetValue(_steps) ?? 0, Norm(parsed),
                parsed.GetValue(_step) == "unit" ? AttackStep.Unit : AttackStep.Sign);
        var attack = new ProjectedGradient(recipe, loss);
        var start = Start(parsed, images);
        if (parsed.GetValue(_restarts) is null or 1 && !parsed.GetValue(_best)) return attack.Attack(network, images, labels, start);
        return attack.AttackBest(network, images, labels, Starts(start, parsed.GetValue(_restarts) ?? 1, () => attack.Noise(images, random)));
    }

    private Tensor Adaptive(ParseResult parsed, AdaptiveGradient attack, IClassifier network, Tensor images, Tensor labels, Generator random) =>
        attack.AttackBest(network, images, labels, Starts(Start(parsed, images), parsed.GetValue(_restarts) ?? 1, () => attack.Noise(images, random)));

    private static IEnumerable<Tensor?> Starts(Tensor? first, int count, Func<Tensor> draw) =>
        Enumerable.Range(0, count).Select(index => index == 0 ? first : draw());

    private Tensor? Start(ParseResult parsed, Tensor images)
    {
        if (parsed.GetValue(_start) is not { } file) return null;
        var noise = NpyFile.Read(file.FullName);
        return noise.dtype == ScalarType.Float32 && noise.shape.SequenceEqual(images.shape)
            ? noise.to(images.device)
            : throw new VerbException($"{_start.Name} is {noise.dtype} [{string.Join(", ", noise.shape)}]; expected Float32 [{string.Join(", ", images.shape)}] like the images.");
    }

    private AttackNorm Norm(ParseResult parsed) => parsed.GetValue(_norm) == "l2" ? AttackNorm.L2 : AttackNorm.Linf;

    private Func<Tensor, Tensor, Tensor> Loss(ParseResult parsed, bool isTargeted)
    {
        var loss = Losses[parsed.GetValue(_loss) ?? "bce"];
        return isTargeted ? AttackLoss.Towards(loss) : loss;
    }
}
