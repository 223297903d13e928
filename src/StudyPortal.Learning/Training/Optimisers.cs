using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Training;

/// <summary>Builds the optimiser that a recipe names.</summary>
internal static class Optimisers
{
    public static OptimizerHelper Create(TrainingRecipe recipe, IEnumerable<Parameter> weights) => recipe.Optimiser switch
    {
        OptimiserKind.Adam => optim.Adam(weights, recipe.LearningRate, weight_decay: recipe.WeightDecay),
        OptimiserKind.AdamW => optim.AdamW(weights, recipe.LearningRate, weight_decay: recipe.WeightDecay),
        _ => optim.SGD(
            weights, recipe.LearningRate, momentum: recipe.Momentum, weight_decay: recipe.WeightDecay, nesterov: recipe.Nesterov),
    };
}
