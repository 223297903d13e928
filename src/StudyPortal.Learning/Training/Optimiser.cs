using System.Globalization;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>
/// Adam, AdamW or SGD as in PyTorch, by the kernels behind its <c>fused=True</c>: one pass over weights, gradients and moments.
/// Weights that never get a gradient are left alone.
/// </summary>
internal sealed class Optimiser : IDisposable
{
    private static readonly Lazy<jit.CompilationUnit> Kernels = new(() => jit.compile("""
        def adam(w: List[Tensor], g: List[Tensor], first: List[Tensor], second: List[Tensor], steps: List[Tensor], n: Tensor) -> Tensor:
            torch._fused_adam_(w, g, first, second, [], steps, lr=float(n[0]), beta1=0.9, beta2=0.999, weight_decay=float(n[1]), eps=1e-8, amsgrad=False, maximize=False)
            return n

        def adamw(w: List[Tensor], g: List[Tensor], first: List[Tensor], second: List[Tensor], steps: List[Tensor], n: Tensor) -> Tensor:
            torch._fused_adamw_(w, g, first, second, [], steps, lr=float(n[0]), beta1=0.9, beta2=0.999, weight_decay=float(n[1]), eps=1e-8, amsgrad=False, maximize=False)
            return n

        def sgd(w: List[Tensor], g: List[Tensor], first: List[Tensor], nesterov: bool, begins: bool, n: Tensor) -> Tensor:
            torch._fused_sgd_(w, g, first, weight_decay=float(n[1]), momentum=float(n[2]), lr=float(n[0]), dampening=0.0, nesterov=nesterov, maximize=False, is_first_step=begins)
            return n

        """));

    private readonly TrainingRecipe recipe;
    private readonly IReadOnlyList<Parameter> weights;
    private readonly Dictionary<int, Tensor> firstMoments = [], secondMoments = [];
    private readonly Tensor steps;

    /// <param name="recipe">Kind, weight decay, momentum.</param>
    /// <param name="weights">On one device, where they stay.</param>
    public Optimiser(TrainingRecipe recipe, IReadOnlyList<Parameter> weights)
    {
        (this.recipe, this.weights) = (recipe, weights);
        steps = zeros(1, device: weights[0].device).DetachFromDisposeScope();
    }

    /// <summary>What a run needs to go on: the number of steps and the moments, named by the place of their weights.</summary>
    public IReadOnlyList<NamedTensor> State =>
    [
        new(nameof(steps), steps),
        .. firstMoments.Select(moment => new NamedTensor(Name(moment.Key, "first"), moment.Value)),
        .. secondMoments.Select(moment => new NamedTensor(Name(moment.Key, "second"), moment.Value)),
    ];

    /// <summary>Moves the weights along their gradients.</summary>
    public void Step(double rate)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (int Place, Tensor Gradient)[] moving =
            [.. weights.Select((weight, place) => (place, weight.grad)).Where(pair => pair.grad is not null).Select(pair => (pair.place, pair.grad!))];
        Tensor[] moved = [.. moving.Select(pair => weights[pair.Place])], gradients = [.. moving.Select(pair => pair.Gradient)];
        Tensor numbers = tensor(new[] { rate, recipe.WeightDecay, recipe.Momentum });
        bool begins = firstMoments.Count == 0;
        steps.add_(Number.One);
        if (recipe.Optimiser == OptimiserKind.Sgd)
        {
            Tensor[] momenta = recipe.Momentum > 0 ? Moments(firstMoments, moving) : [];
            Kernels.Value.invoke<Tensor>("sgd", moved, gradients, momenta, recipe.Nesterov, begins, numbers);
            return;
        }
        Kernels.Value.invoke<Tensor>(
            recipe.Optimiser == OptimiserKind.Adam ? "adam" : "adamw", moved, gradients,
            Moments(firstMoments, moving), Moments(secondMoments, moving), Array.ConvertAll(moved, _ => steps), numbers);
    }

    /// <summary>Takes over what <see cref="State"/> once was.</summary>
    public void Load(WeightFile state)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable frozen = no_grad();
        foreach (StoredTensor stored in state.Tensors)
        {
            Tensor value = stored.Read().to(steps.device);
            if (stored.Name == nameof(steps))
            {
                steps.copy_(value);
                continue;
            }
            string[] parts = stored.Name.Split('.');
            (parts[1] == "first" ? firstMoments : secondMoments)[int.Parse(parts[0], CultureInfo.InvariantCulture)] = value.DetachFromDisposeScope();
        }
    }

    public void Dispose()
    {
        steps.Dispose();
        foreach (Tensor moment in firstMoments.Values.Concat(secondMoments.Values))
        {
            moment.Dispose();
        }
    }

    private static string Name(int place, string kind) => FormattableString.Invariant($"{place}.{kind}");

    private static Tensor[] Moments(Dictionary<int, Tensor> moments, (int Place, Tensor Gradient)[] moving) => Array.ConvertAll(moving, pair =>
    {
        if (!moments.TryGetValue(pair.Place, out Tensor? moment))
        {
            moments[pair.Place] = moment = zeros_like(pair.Gradient).DetachFromDisposeScope();
        }
        return moment;
    });
}
